output "bucket" {
  description = "Where the files go."
  value = aws_s3_bucket.site.bucket
}

output "distribution_id" {
  description = "For the invalidation after an upload."
  value = aws_cloudfront_distribution.site.id
}

output "url" {
  description = "Where the site answers."
  value = "https://${var.domain}"
}
