"""aws: operations are named by what they do, `describe-`, `delete-`; those that are not are in the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import deed, rehearses
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_FLAGS = listed(
    "--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --no-cli-auto-prompt "
    "--cli-auto-prompt --recursive --dryrun --quiet --delete --exact-timestamps --human-readable "
    "--summarize --force --dry-run --no-dry-run --size-only --follow --only-show-errors --no-progress "
    "--include-all-instances --force-new-deployment --should-decrement-desired-capacity "
    "--no-should-decrement-desired-capacity --multi-az --apply-immediately --skip-final-snapshot "
    "--no-skip-final-snapshot --force-delete-without-recovery --allow-data-loss "
    "--enable-execute-command --no-honor-cooldown --honor-cooldown --interactive --force-failover "
    "--help"
)
READS = re.compile(
    r"(describe|list|get|head|batch-get|batch-describe|lookup|search|filter|query|scan|view|preview|validate|estimate|simulate|check|"
    r"detect|select|wait|help|ls|presign|decode|verify|test|tail|diff|count|summarize|export-describe|discover|resolve|compare|"
    r"calculate|is|explain|history|status)(-.*)?"
)
DESTROYS = re.compile(
    r"(delete|terminate|purge|remove|deregister|destroy|revoke|disassociate|detach-.*policy|batch-delete|bulk-delete|schedule-key-deletion|"
    r"disable-key|failover|promote|switchover|attach-.*policy|add-role|add-user|put-.*policy|put-.*acl|authorize|create-access-key|"
    r"create-login|update-login|update-access-key|update-assume-role|create-user|create-role|create-policy|create-grant|rotate|reset|restore|"
    r"put-bucket-lifecycle|put-public-access|create-key|import-key|disable|reboot-db-cluster|force|cancel-key|deactivate|erase|forget|"
    r"set-default-policy|put-role|put-user|put-group|put-resource-policy|modify-snapshot|modify-image|share|unshare|release|rb|abort)(-.*)?"
)
TABLE = table(
    read=(
        "s3 ls, s3 presign, sts, logs start-query, logs stop-query, logs tail, athena "
        "start-query-execution, ssm get-parameter, configure list, configure get, configure "
        "list-profiles, eks update-kubeconfig, ecr get-login-password, ssm list-commands, codeartifact "
        "login, sso login, sso logout, ce, cloudtrail, support describe-cases, pricing, cloudwatch "
        "get-metric-statistics, iam get-user, iam generate-credential-report, iam "
        "generate-service-last-accessed-details, rds generate-db-auth-token, application-autoscaling "
        "describe, ec2 get-console-output, dynamodb scan, dynamodb query, lambda get-function, help, "
        "cloudformation detect-stack-drift, cloudformation estimate-template-cost, s3api head-object, "
        "cloudformation validate-template"
    ),
    r1=(
        "autoscaling enter-standby, autoscaling exit-standby, ec2 reboot-instances, autoscaling "
        "set-instance-health, cloudwatch set-alarm-state, ec2 monitor-instances, ec2 unmonitor-instances, "
        "ecs stop-task, elbv2 deregister-targets, elbv2 register-targets, elb "
        "deregister-instances-from-load-balancer, elb register-instances-with-load-balancer, ec2 "
        "create-tags, cloudwatch disable-alarm-actions, cloudwatch enable-alarm-actions, rds "
        "reboot-db-instance, ssm cancel-command, ec2 create-snapshot, rds create-db-snapshot, rds "
        "create-db-cluster-snapshot, configure set, codepipeline stop-pipeline-execution"
    ),
    r2=(
        "s3 cp, s3 mv, s3 mb, s3 sync, s3 website, lambda invoke, ssm send-command, ssm start-session, "
        "ecs execute-command, route53 change-resource-record-sets, sqs send-message, sns publish, "
        "dynamodb update-item, dynamodb put-item, ssm put-parameter, elasticache "
        "modify-replication-group, autoscaling suspend-processes, codepipeline disable-stage-transition, "
        "cloudwatch delete-dashboards, cloudformation cancel-update-stack, ecs "
        "deregister-task-definition, sqs delete-message, ec2 release-hosts, lambda remove-permission, "
        "cloudwatch remove-tags, ec2 disassociate-address, ec2 disassociate-route-table, waf "
        "update-web-acl, wafv2 update-web-acl, wafv2 update-ip-set, elasticache reboot-cache-cluster, "
        "events disable-rule, autoscaling detach-instances, elasticbeanstalk abort-environment-update, "
        "rds restore-db-instance-to-point-in-time, rds restore-db-instance-from-db-snapshot, "
        "cloudformation continue-update-rollback, application-autoscaling deregister-scalable-target"
    ),
    r3=(
        "s3 rb, s3 rm, rds failover-db-cluster, s3api put-bucket-versioning, secretsmanager "
        "put-secret-value, secretsmanager update-secret, secretsmanager rotate-secret, ec2 "
        "modify-instance-metadata-options, iam, kms, organizations, sso-admin, cognito-idp admin, acm, "
        "cloudtrail stop-logging, guardduty, cloudtrail update-trail, ec2 "
        "authorize-security-group-ingress, ec2 authorize-security-group-egress, kinesis "
        "decrease-stream-retention-period, dynamodb batch-write-item, route53domains, backup, elasticache "
        "test-failover, elasticache decrease-replica-count, docdb failover-db-cluster, neptune "
        "failover-db-cluster, glacier"
    ),
)
_SECRETS = re.compile(r"(get-secret-value|get-session-token|assume-role|get-parameter|get-login-password)(-.*)?")


def rate(call: Call) -> Iterator[Deed]:
    """By service and operation; what is not in the tables by how operations are named."""
    asked = taken(call.args, _Values())
    words = [word for word in asked.words if not word.startswith(("file://", "fileb://"))]
    if not words or words[0] == "help" or words[-1] == "help" or asked.has("--help", "--version"):
        yield deed(READ, call.name, "help")
    elif rehearses(asked, "--dryrun", "--dry-run") or asked.has("--generate-cli-skeleton"):
        yield deed(READ, call.name, " ".join(words[:2]), why="is rehearsed only")
    else:
        yield from _operation(call, asked, words)


class _Values(frozenset[str]):
    """Every long option has a value, save the flags."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.startswith("--") and name not in _FLAGS and not name.startswith("--no-")


def _operation(call: Call, asked: Taken, words: Sequence[str]) -> Iterator[Deed]:
    service, operation = words[0], words[1] if len(words) > 1 else ""
    plain = READ if READS.fullmatch(operation) else R3 if DESTROYS.fullmatch(operation) else R2
    found = looked_up(words, TABLE)
    risk = found[0] if found and " " in found[1] else plain if plain == READ or not found else max(plain, found[0])
    if service == "sts" or (UNKNOWN in operation and risk == READ):
        risk = READ if service == "sts" else R2
    yield deed(_weighed(service, operation, asked, risk), call.name, f"{service} {operation}")
    if service == "s3" and operation in ("cp", "sync", "mv") and not words[-1].startswith(("s3://", UNKNOWN, "-")):
        yield from written(resolved(words[-1], call.scope), remote=call.remote, tool=call.name, saved=True)
    if (service, operation) in (("ssm", "send-command"), ("ecs", "execute-command")):
        for text in asked.values("--command"):
            call.shell(text, remote=True)
        for text in asked.values("--parameters"):
            call.shell(re.sub(r"^\{?[\"']?commands[\"']?[=:]|[\[\]{}]", "", text).strip("\"' "), remote=True)


def _weighed(service: str, operation: str, asked: Taken, risk: Risk) -> Risk:
    if service == "s3" and operation in ("sync", "mv") and (asked.has("--delete") or operation == "mv"):
        remote = any(word.startswith(("s3://", UNKNOWN)) for word in asked.words[2:])
        return R3 if remote else R2
    if service == "s3" and operation in ("cp", "sync"):
        target = asked.words[3] if len(asked.words) > 3 else ""  # noqa: PLR2004 - service, operation, from, to
        return R2 if target.startswith(("s3://", UNKNOWN)) or not target else READ
    several = any(
        " " in value or "," in value or UNKNOWN in value
        for value in asked.values("--instance-ids", "--targets", "--tasks")
    )
    return R2 if risk == R1 and (several or len(asked.words) > 2) else risk  # noqa: PLR2004 - further ids stand as words
