# Names only: values are set once by hand or by a rotation, so that no state holds them.
resource "aws_secretsmanager_secret" "app" {
  for_each                = var.names
  name                    = "${var.name}/${each.key}"
  recovery_window_in_days = 7
}

# The function makes a new value, hands it to the service it belongs to and tests it before it becomes the current one.
resource "aws_secretsmanager_secret_rotation" "app" {
  for_each            = var.rotation
  secret_id           = aws_secretsmanager_secret.app[each.key].id
  rotation_lambda_arn = each.value.lambda_arn

  rotation_rules {
    automatically_after_days = each.value.days
  }
}

# Whoever is not named reads nothing, whatever the own policies say.
data "aws_iam_policy_document" "readers" {
  statement {
    effect    = "Deny"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["*"] # in a policy of a secret: the secret itself

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = var.readers
    }
  }
}

resource "aws_secretsmanager_secret_policy" "readers" {
  for_each            = length(var.readers) > 0 ? var.names : []
  secret_arn          = aws_secretsmanager_secret.app[each.key].arn
  policy              = data.aws_iam_policy_document.readers.json
  block_public_policy = true
}
