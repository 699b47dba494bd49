"""Message brokers other than Kafka."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_meaning, by_table
from codriver.gate.verdict import Deed

RABBIT = table(
    read=(
        "list_queues, list_exchanges, list_bindings, list_connections, list_channels, list_consumers, "
        "list_users, list_vhosts, list_permissions, list_policies, list_parameters, "
        "list_user_permissions, list_feature_flags, list_operator_policies, cluster_status, status, "
        "environment, report, node_health_check, ping, version, help, list, show, get, check_running, "
        "check_local_alarms, check_alarms, check_port_connectivity, memory_breakdown, observer, alarms, "
        "listeners, quorum_status, authenticate_user, list_hashes, list_ciphers, "
        "check_if_node_is_quorum_critical, check_if_node_is_mirror_sync_critical, consume_event_stream, "
        "log_tail, runtime_thread_stats, export, server_version, list_unresponsive_queues, is_booting, "
        "is_running, erlang_version, cipher_suites, resolve_hostname, list_deprecated_features, "
        "definitions export"
    ),
    r1="close_connection, rotate_logs, set_log_level",
    r2=(
        "set_policy, clear_policy, set_parameter, clear_parameter, start_app, sync_queue, "
        "cancel_sync_queue, set_vm_memory_high_watermark, set_disk_free_limit, publish, declare, enable, "
        "disable, set, close_all_connections, enable_feature_flag, rebalance, grow, shrink, "
        "set_cluster_name, suspend_listeners, resume_listeners, await_startup, trace_on, trace_off, "
        "add_member, import, start, force_gc, set_operator_policy, clear_operator_policy, "
        "close_all_user_connections"
    ),
    r3=(
        "delete_queue, purge_queue, delete_vhost, delete_user, add_user, change_password, "
        "set_permissions, clear_permissions, set_user_tags, stop_app, reset, force_reset, stop, "
        "forget_cluster_node, join_cluster, shutdown, delete, purge, add_vhost, import_definitions, "
        "force_boot, delete_member, clear_password, restart_vhost, rename_cluster_node, "
        "change_cluster_node_type, update_cluster_nodes, set_topic_permissions, clear_topic_permissions, "
        "remove_user"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """RabbitMQ by its table, others by the meaning of their words."""
    if call.name.startswith("rabbitmq"):
        yield from by_table(
            call,
            RABBIT,
            listed(
                "-n --node -p --vhost -q -t --timeout -l -H --host -P --port -u --username --password -V --formatter -N"
            ),
        )
    else:
        yield from by_meaning(call)
