CREATE INDEX "Article_journalistId_idx" ON "Article"("journalistId");
CREATE INDEX "Article_publishedAt_idx" ON "Article"("publishedAt");
CREATE INDEX "Search_userId_idx" ON "Search"("userId");
