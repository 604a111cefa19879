output "distribution_id" {
  description = "The distribution, for invalidations."
  value = aws_cloudfront_distribution.main.id
}

output "domain_name" {
  description = "Its own name; the record of the domain points at it."
  value = aws_cloudfront_distribution.main.domain_name
}
