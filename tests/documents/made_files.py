# Files that commands in the documents take and that no earlier command of the page writes: what a user would bring along. Times are from
# formulas: they show the form, not a device.
import gzip
import json
import pathlib
import sqlite3


def gemm_us(m, n, k):
    return 4 + 2 * m * n * k / 700e6


def probe(path):
    lines = [{"kind": "header", "format": "archipelago-probe/1", "device": "NVIDIA H100 80GB HBM3", "multiprocessors": 132}]
    for m in (512, 1024, 2048, 4096, 8192, 16384):
        for n, k in ((1024, 4096), (4096, 4096), (8192, 8192), (14336, 4096), (4096, 14336)):
            time = gemm_us(m, n, k)
            lines.append({"kind": "measurement", "op": "gemm", "shape": {"m": m, "n": n, "k": k, "role": "forward"}, "precision": "bf16", "n": 11,
                          "median_us": time, "p10_us": 0.99 * time, "p90_us": 1.01 * time, "steady": True, "check": {"passed": True}})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def gemm_table(path):
    rows = [f"{m},{n},{k},{gemm_us(m, n, k):.2f}" for m in (1024, 4096, 16384) for n in (1024, 4096, 8192, 16384) for k in (1024, 4096, 8192)]
    path.write_text("m,n,k,latency_us\n" + "\n".join(rows) + "\n")


def attention_table(path):
    rows = []
    for batch in (1, 4):
        for length in (1024, 2048, 4096, 8192):
            for heads in (16, 32):
                flop = 2 * batch * heads * length * length * 128
                rows.append(f"flash3,{batch},{length},{heads},8,128,{6 + flop / 450e6:.2f}")
    path.write_text("stack,batch,seq_len,num_q_heads,num_kv_heads,head_dim,latency_us\n" + "\n".join(rows) + "\n")


def collective_table(path):
    rows = []
    for op, factor in (("all_reduce", 2), ("all_gather", 1), ("reduce_scatter", 1)):
        for members in (2, 4, 8):
            for size in (1 << power for power in range(10, 31, 2)):
                bus = factor * (members - 1) / members * size
                rows.append(f"{op},bf16,{members},{size},{9 + bus / 370e3:.2f}")
    path.write_text("op,dtype,num_gpus,message_bytes,latency_us\n" + "\n".join(rows) + "\n")


def part(path):
    path.write_text(json.dumps({"name": "my-part", "vendor": "somebody", "peak_bf16": "800 TFLOP/s", "memory": "96 GB", "memory_bandwidth": "3 TB/s",
                                "interconnect": "400 GB/s", "node_size": 8}, indent=2) + "\n")


def measured_runs(path, root):
    scenario = root / "scenarios" / "validation" / "worlds" / "measured-four-nodes.json"
    rows = [f"{scenario},protocol.sync_interval={h},syncer.sync_s.p50,{value},ms" for h, value in ((16, 1520), (32, 1515), (64, 1511))]
    path.write_text("scenario,set,result_key,value,unit\n" + "\n".join(rows) + "\n")


def torch_trace(path, rank):
    events = [{"ph": "M", "name": "process_name", "pid": 0, "args": {"name": "python"}}]
    for step in range(6):
        start = step * 100000
        events.append({"ph": "X", "cat": "user_annotation", "name": f"ProfilerStep#{step}", "pid": 1, "tid": 1, "ts": start, "dur": 100000})
        events.append({"ph": "X", "cat": "kernel", "name": "sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n", "pid": 0, "tid": 7, "ts": start + 1000, "dur": 70000 + 1000 * rank,
                       "args": {"device": 0, "stream": 7}})
        events.append({"ph": "X", "cat": "kernel", "name": "ncclDevKernel_AllReduce_Sum_bf16_RING_LL", "pid": 0, "tid": 20, "ts": start + 72000 + 1000 * rank,
                       "dur": 20000 - 1000 * rank, "args": {"device": 0, "stream": 20}})
    document = {"schemaVersion": 1, "distributedInfo": {"backend": "nccl", "rank": rank, "world_size": 2},
                "deviceProperties": [{"id": 0, "name": "NVIDIA H100 80GB HBM3", "totalGlobalMem": 85045673984}], "traceEvents": events}
    path.write_bytes(gzip.compress(json.dumps(document).encode()))


def nsight(path):
    with sqlite3.connect(path) as base:
        base.executescript("CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL);"
                           "INSERT INTO StringIds VALUES (1, 'sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n'), (2, 'ncclDevKernel_AllReduce_Sum_bf16_RING_LL'), (3, 'train_step');"
                           "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, shortName INTEGER);"
                           "CREATE TABLE NVTX_EVENTS (start INTEGER, end INTEGER, textId INTEGER, globalTid INTEGER);"
                           "CREATE TABLE TARGET_INFO_GPU (id INTEGER, name TEXT); INSERT INTO TARGET_INFO_GPU VALUES (0, 'NVIDIA A100-SXM4-80GB');")
        for step in range(6):
            start = step * 100000000
            base.execute("INSERT INTO NVTX_EVENTS VALUES (?, ?, 3, 1)", (start, start + 100000000))
            base.execute("INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (?, ?, 0, 7, 1)", (start + 1000000, start + 80000000))
            base.execute("INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (?, ?, 0, 20, 2)", (start + 81000000, start + 99000000))


def outages(path):
    rows = [f"{86400 * day + 3600 * (day * 7 % 24)},{86400 * day + 3600 * (day * 7 % 24) + 3600 * (1 + day * day % 40)},n{day * 37 % 400:03d}" for day in range(1, 231)]
    rows += [f"{86400 * day + 7000},{86400 * day + 7000 + 1800 * (1 + day % 11)},n{day * 11 % 40:03d}" for day in range(2, 231, 2)]
    path.write_text("t_start_s,t_end_s,node\n" + "\n".join(rows) + "\n")


def make(folder, root):
    folder = pathlib.Path(folder)
    probe(folder / "probe.jsonl")
    gemm_table(folder / "gemm_bf16_mine.csv")
    attention_table(folder / "attention.csv")
    collective_table(folder / "collectives.csv")
    part(folder / "my-part.json")
    measured_runs(folder / "measured.csv", root)
    for rank in (0, 1):
        torch_trace(folder / f"rank{rank}.json.gz", rank)
    nsight(folder / "profile.sqlite")
    outages(folder / "outages.csv")
