"""What redis-py has and the registry has not, by the reason why.

On a client these are `AttributeError`, on the wire `UnknownEventError`.
"""

from __future__ import annotations

#: Names of methods of `redis.Redis`, separated by spaces, by the reason.
LEFT_OUT: dict[str, str] = {
    "Lua scripts and functions": """
        eval eval_ro evalsha evalsha_ro fcall fcall_ro function_delete function_dump
        function_flush function_kill function_list function_load function_restore function_stats
        register_script script_debug script_exists script_flush script_kill script_load
    """,
    "Administration of a Redis server": """
        acl_cat acl_deluser acl_dryrun acl_genpass acl_getuser acl_help acl_list acl_load
        acl_log acl_log_reset acl_save acl_setuser acl_users acl_whoami bgrewriteaof bgsave
        command command_count command_docs command_getkeys command_getkeysandflags command_info
        command_list config_get config_resetstat config_rewrite config_set debug_object
        debug_segfault hotkeys_get hotkeys_reset hotkeys_start hotkeys_stop lastsave
        latency_doctor latency_graph latency_histogram latency_history latency_latest
        latency_reset load_external_module lolwut memory_doctor memory_help memory_malloc_stats
        memory_purge memory_stats memory_usage module_list module_load module_loadex
        module_unload monitor save shutdown slowlog_get slowlog_len slowlog_reset
    """,
    "Replication, clusters and Sentinel": """
        cluster failover migrate psync pubsub_shardchannels pubsub_shardnumsub readonly
        readwrite replicaof role sentinel sentinel_ckquorum sentinel_failover
        sentinel_flushconfig sentinel_get_master_addr_by_name sentinel_master sentinel_masters
        sentinel_monitor sentinel_remove sentinel_reset sentinel_sentinels sentinel_set
        sentinel_slaves slaveof spublish sync wait waitaof
    """,
    "Connections to a Redis server": """
        auth client client_getname client_getredir client_id client_info client_kill
        client_kill_filter client_list client_no_evict client_no_touch client_pause client_reply
        client_setinfo client_setname client_tracking client_tracking_off client_tracking_on
        client_trackinginfo client_unblock client_unpause execute_command from_pool get_cache
        get_connection_kwargs get_encoder get_retry hello keyspace_notifications parse_response
        quit reset set_response_callback set_retry
    """,
    "More than one database": """
        move select swapdb
    """,
    "How Redis keeps its values": """
        object
    """,
    "Modules of Redis": """
        bf cf cms ft json tdigest topk ts vset
    """,
    "Not in Redis 7.0": """
        arcount ardel ardelrange arget argetrange argrep arinfo arinsert arlastitems arlen
        armget armset arnext arop arring arscan arseek arset blmovem delex digest digest_local
        hexpire hexpireat hexpiretime hgetdel hgetex himport_discard himport_discard_all
        himport_discard_all_internal himport_discard_internal himport_prepare
        himport_prepare_internal himport_registry himport_set hpersist hpexpire hpexpireat
        hpexpiretime hpttl hsetex httl increx lmovem msetex sdiffcard stralgo sunioncard xackdel
        xcfgset xdelex xnack
    """,
}
