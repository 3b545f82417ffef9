#!/usr/bin/env bash
# librdkafka 2.16.0 (NuGet Confluent.Kafka 2.16.0): its mock cluster answers a Fetch that found nothing only when fetch.wait.max.ms is over,
# whatever has been written meanwhile. Apache Kafka answers as soon as fetch.min.bytes are there, which is 1 unless somebody says otherwise,
# so that a long wait costs a consumer nothing. On the mock cluster a record is as late as the wait is long.
#
# Needs the .NET 10 SDK and a NuGet feed. Ends with 0 while this is so, with 1 once it is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Confluent.Kafka" Version="2.16.0" /></ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using System.Diagnostics;
using Confluent.Kafka;

// A client with test.mock.num.brokers hosts the cluster; others reach it by the address that its metadata tell.
using var host = new ProducerBuilder<Null, string>(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1" }).Build();
Console.WriteLine($"librdkafka {Library.VersionString}");
var broker = new DependentAdminClientBuilder(host.Handle).Build().GetMetadata(TimeSpan.FromSeconds(20)).Brokers[0];
var bootstrap = $"{broker.Host}:{broker.Port}";

// The first record makes the topic.
await host.ProduceAsync(new TopicPartition("orders", 0), new Message<Null, string> { Value = "first" });
var (shortWait, longWait) = (Median(50), Median(1000));
Console.WriteLine($"fetch.wait.max.ms   50: a record is consumed {shortWait} ms after it was acknowledged (median of 9)");
Console.WriteLine($"fetch.wait.max.ms 1000: a record is consumed {longWait} ms after it was acknowledged (median of 9)");
return shortWait < 60 && longWait > 300 ? 0 : 1;

long Median(int waitMs)
{
    using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = bootstrap, LingerMs = 0 }).Build();
    using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig
    {
        BootstrapServers = bootstrap,
        GroupId = "finding",
        FetchMinBytes = 1,
        FetchWaitMaxMs = waitMs,
    }).Build();
    consumer.Assign(new TopicPartitionOffset("orders", 0, Offset.End));
    while (consumer.Consume(TimeSpan.FromSeconds(2)) is not null) { }
    var took = new List<long>();
    for (var n = 0; n < 9; n++)
    {
        // Somewhere within a wait, another place each time.
        var idle = Stopwatch.StartNew();
        while (idle.ElapsedMilliseconds < 300 + (n * 70)) consumer.Consume(TimeSpan.FromMilliseconds(10));
        producer.ProduceAsync(new TopicPartition("orders", 0), new Message<Null, string> { Value = $"{n}" }).GetAwaiter().GetResult();
        var since = Stopwatch.StartNew();
        while (consumer.Consume(TimeSpan.FromMilliseconds(10)) is null) { }
        took.Add(since.ElapsedMilliseconds);
    }
    return took.Order().ElementAt(4);
}
X
dotnet build -c Release -v quiet -clp:NoSummary >build.log 2>&1 || { cat build.log; echo 'It does not build: nothing is known.'; exit 2; }
if dotnet bin/Release/net10.0/finding.dll; then echo 'As found: the wait goes on though a record has come.'; else echo 'CHANGED: the finding does not hold any more.'; exit 1; fi
