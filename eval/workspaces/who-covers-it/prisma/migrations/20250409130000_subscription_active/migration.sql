ALTER TABLE "Subscription" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE "Subscription" SET "active" = ("status" = 'active') WHERE "active" IS NULL;
ALTER TABLE "Subscription" DROP COLUMN "status";
