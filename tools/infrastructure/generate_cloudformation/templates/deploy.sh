#!/usr/bin/env bash
# Brings the stacks of one environment up to date, one after the other. Each change is shown and asked for first; one
# that would delete or replace what holds data is refused.
#
#   cloudformation/deploy.sh staging [IMAGE@sha256:DIGEST]
#
# Without an image it keeps the one that runs. YES=1 answers all questions. It uses the credentials and the region of
# the aws command line.
set -euo pipefail

application=<% name %>
environment=${1:?"say which environment: staging or production"}
image=${2:-}
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
file=$here/environments/$environment.parameters
[[ -f $file ]] || { echo "deploy: there is no $file" >&2; exit 2; }
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region)}}
# What is lost with its stack: a change set that deletes or replaces one of these is not applied.
precious='AWS::RDS::DBInstance|AWS::SecretsManager::Secret|AWS::EC2::VPC'

mapfile -t values < <(grep -vE '^(#|[[:space:]]*$)' "$file")
values+=("Application=$application")

# stack NAME REGION [Key=Value…]: makes a change set, shows it, asks, applies it
stack() {
  local name=$1 where=$2
  shift 2
  local full=$application-$environment-$name said changes
  echo "== $full ($where)"
  said=$(aws cloudformation deploy --region "$where" --stack-name "$full" \
    --template-file "$here/$name.yaml" --parameter-overrides "${values[@]}" "$@" \
    --capabilities CAPABILITY_NAMED_IAM --no-execute-changeset --no-fail-on-empty-changeset \
    --tags "application=$application" "environment=$environment" managed-by=cloudformation)
  local set
  set=$(sed -n 's/.*--change-set-name \(arn:[^ ]*\).*/\1/p' <<<"$said")
  if [[ -z $set ]]; then
    echo "   nothing changes"
    return
  fi
  changes=$(aws cloudformation describe-change-set --region "$where" --change-set-name "$set" --output text \
    --query 'Changes[].ResourceChange.[Action,ResourceType,LogicalResourceId,Replacement]')
  sed 's/^/   /' <<<"$changes"
  # One program and no pipe: a pipe that ends early would look like nothing found. A program that
  # is missing or fails must not look like that either.
  local found=0
  awk -v kinds="^($precious)$" '$2 ~ kinds && ($1 == "Remove" || $4 == "True") { lost = 1 } END { exit lost ? 10 : 0 }' \
    <<<"$changes" || found=$?
  if ((found == 10)); then
    echo "deploy: this deletes or replaces what holds data; nothing was changed in $full" >&2
    echo "If it is meant: aws cloudformation execute-change-set --region $where --change-set-name $set" >&2
    exit 3
  elif ((found != 0)); then
    echo "deploy: the changes could not be checked for losses (awk ended with $found); nothing was changed in $full" >&2
    exit 1
  fi
  if [[ ${YES:-} != 1 ]]; then
    read -r -p "   Apply? [y/N] " answer
    [[ $answer == y ]] || { echo "deploy: stopped before $full" >&2; exit 1; }
  fi
  local kind=update
  if [[ $(aws cloudformation describe-stacks --region "$where" --stack-name "$full" --output text \
    --query 'Stacks[0].StackStatus') == REVIEW_IN_PROGRESS ]]; then
    kind=create
  fi
  aws cloudformation execute-change-set --region "$where" --change-set-name "$set"
  aws cloudformation wait "stack-$kind-complete" --region "$where" --stack-name "$full"
  if [[ $environment == production ]]; then
    aws cloudformation update-termination-protection --region "$where" --stack-name "$full" \
      --enable-termination-protection >/dev/null
  fi
}

# output NAME REGION KEY: an output of a stack
output() {
  aws cloudformation describe-stacks --region "$2" --stack-name "$application-$environment-$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$3'].OutputValue"
}

if [[ -z $image ]]; then
  task=$(aws ecs describe-services --region "$region" --cluster "$application-$environment" --services app \
    --output text --query 'services[0].taskDefinition') || task=None
  [[ $task != None ]] || { echo "deploy: no service runs yet, so give an image with its digest" >&2; exit 2; }
  image=$(aws ecs describe-task-definition --region "$region" --task-definition "$task" --output text \
    --query 'taskDefinition.containerDefinitions[0].image')
fi

prefixes=$(aws ec2 describe-managed-prefix-lists --region "$region" --output text \
  --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing \
  --query 'PrefixLists[0].PrefixListId')

stack network "$region" "CloudFrontPrefixList=$prefixes"
stack secrets "$region"
# A task whose secret has no value does not start, and a service whose tasks do not start takes its stack back.
empty=()
while read -r secret; do
  versions=$(aws secretsmanager describe-secret --region "$region" --secret-id "$secret" --output text \
    --query 'length(keys(VersionIdsToStages || `{}`))')
  [[ $versions != 0 ]] || empty+=("$secret")
done < <(aws cloudformation describe-stacks --region "$region" --stack-name "$application-$environment-secrets" \
  --output text --query 'Stacks[0].Outputs[].OutputValue' | tr '\t' '\n')
if [[ ${#empty[@]} -gt 0 ]]; then
  echo "deploy: these have no value yet; give each one (aws secretsmanager put-secret-value) and run this again:" >&2
  printf '  %s\n' "${empty[@]}" >&2
  exit 4
fi

stack database "$region"
aws cloudformation set-stack-policy --region "$region" --stack-name "$application-$environment-database" \
  --stack-policy-body "file://$here/stack-policy.json"
stack service "$region" "Image=$image"
stack edge us-east-1
stack cdn "$region" "Certificate=$(output edge us-east-1 Certificate)" "Firewall=$(output edge us-east-1 Firewall)"
stack alarms "$region"
echo "== done: https://$(sed -n 's/^Domain=//p' "$file")"
