package dev.deployarchitect.project;

import java.util.Map;
import java.util.Optional;

/** npm packages whose presence says what an application is made of. */
final class KnownLibraries {
  record Known(Topic topic, String name) {}

  private static final Map<String, Known> BY_PACKAGE =
      Map.ofEntries(
          framework("next"),
          framework("nuxt"),
          framework("astro"),
          framework("express"),
          framework("fastify"),
          framework("hono"),
          framework("gatsby"),
          framework("vite"),
          entry("@nestjs/core", Topic.FRAMEWORK, "nest"),
          entry("@remix-run/node", Topic.FRAMEWORK, "remix"),
          entry("@sveltejs/kit", Topic.FRAMEWORK, "sveltekit"),
          entry("react", Topic.FRAMEWORK, "react"),
          entry("prisma", Topic.ORM, "prisma"),
          entry("@prisma/client", Topic.ORM, "prisma"),
          entry("drizzle-orm", Topic.ORM, "drizzle"),
          entry("typeorm", Topic.ORM, "typeorm"),
          entry("sequelize", Topic.ORM, "sequelize"),
          entry("knex", Topic.ORM, "knex"),
          entry("kysely", Topic.ORM, "kysely"),
          entry("mongoose", Topic.ORM, "mongoose"),
          entry("@neondatabase/serverless", Topic.DATABASE_SERVICE, "neon"),
          entry("@prisma/adapter-neon", Topic.DATABASE_SERVICE, "neon"),
          entry("redis", Topic.CACHE, "redis"),
          entry("ioredis", Topic.CACHE, "redis"),
          entry("@upstash/redis", Topic.CACHE, "upstash"),
          entry("bullmq", Topic.CACHE, "redis"),
          entry("@clerk/nextjs", Topic.AUTH, "clerk"),
          entry("@clerk/backend", Topic.AUTH, "clerk"),
          entry("next-auth", Topic.AUTH, "next-auth"),
          entry("better-auth", Topic.AUTH, "better-auth"),
          entry("@auth0/nextjs-auth0", Topic.AUTH, "auth0"),
          entry("@supabase/supabase-js", Topic.AUTH, "supabase"),
          entry("lucia", Topic.AUTH, "lucia"),
          entry("exa-js", Topic.OUTSIDE_API, "exa"),
          entry("stripe", Topic.OUTSIDE_API, "stripe"),
          entry("openai", Topic.OUTSIDE_API, "openai"),
          entry("@anthropic-ai/sdk", Topic.OUTSIDE_API, "anthropic"),
          entry("ai", Topic.OUTSIDE_API, "vercel-ai-sdk"),
          entry("resend", Topic.OUTSIDE_API, "resend"),
          entry("@aws-sdk/client-s3", Topic.OUTSIDE_API, "s3"),
          entry("@sentry/nextjs", Topic.ERROR_TRACKING, "sentry"),
          entry("@sentry/node", Topic.ERROR_TRACKING, "sentry"),
          entry("rollbar", Topic.ERROR_TRACKING, "rollbar"),
          entry("dd-trace", Topic.APM, "datadog"),
          entry("newrelic", Topic.APM, "new-relic"),
          entry("@opentelemetry/sdk-node", Topic.APM, "opentelemetry"),
          entry("@vercel/otel", Topic.APM, "opentelemetry"),
          entry("prom-client", Topic.APM, "prometheus"),
          entry("posthog-js", Topic.ANALYTICS, "posthog"),
          entry("@vercel/analytics", Topic.ANALYTICS, "vercel-analytics"),
          entry("turbo", Topic.MONOREPO, "turborepo"),
          entry("nx", Topic.MONOREPO, "nx"),
          entry("lerna", Topic.MONOREPO, "lerna"));

  private KnownLibraries() {}

  static Optional<Known> of(String packageName) {
    return Optional.ofNullable(BY_PACKAGE.get(packageName));
  }

  private static Map.Entry<String, Known> framework(String name) {
    return entry(name, Topic.FRAMEWORK, name);
  }

  private static Map.Entry<String, Known> entry(String packageName, Topic topic, String name) {
    return Map.entry(packageName, new Known(topic, name));
  }
}
