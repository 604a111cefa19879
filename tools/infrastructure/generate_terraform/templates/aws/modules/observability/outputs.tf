output "topic_arn" {
  description = "Where alarms go; subscribe a pager here."
  value = aws_sns_topic.alarms.arn
}

output "dashboard_url" {
  description = "The dashboard."
  value = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards:name=${aws_cloudwatch_dashboard.main.dashboard_name}"
}
