ALTER TYPE "Role" ADD VALUE 'OWNER';
UPDATE "User" SET "role" = 'OWNER' WHERE "email" = 'founder@example.com';
