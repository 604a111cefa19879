output "state_bucket" {
  description = "For environments/*.backend."
  value = aws_s3_bucket.state.bucket
}

output "deploy_role_arn" {
  description = "Variable AWS_DEPLOY_ROLE_ARN of the pipeline."
  value = aws_iam_role.deploy.arn
}
