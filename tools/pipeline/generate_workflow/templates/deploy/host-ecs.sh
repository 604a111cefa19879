# ECS: a task definition with the new image; the service rolls over to it. Sourced by release.sh.
# Needs CLUSTER, SERVICE, IMAGE and AWS credentials.
# shellcheck shell=bash

current() {
  aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \
    --query 'services[0].taskDefinition' --output text
}

stage() {
  local live definition
  live=$(current)
  definition=$(aws ecs describe-task-definition --task-definition "$live" --query taskDefinition)
  if [[ "$(jq --raw-output '.containerDefinitions[0].image' <<< "$definition")" == "$IMAGE" ]]; then
    printf '%s\n' "$live"
    return
  fi
  definition=$(jq --arg image "$IMAGE" '.containerDefinitions[0].image = $image
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy)' <<< "$definition")
  aws ecs register-task-definition --cli-input-json "$definition" \
    --query taskDefinition.taskDefinitionArn --output text
}

# A task has no address of its own before the load balancer knows it.
address() {
  :
}

# ECS starts new tasks beside the old ones and stops those when the new ones are healthy.
route() {
  aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$1" > /dev/null \
    && aws ecs wait services-stable --cluster "$CLUSTER" --services "$SERVICE"
}

restore() {
  route "$1"
}
