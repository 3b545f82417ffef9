#!/usr/bin/env bash
# librdkafka 2.16.0 (NuGet Confluent.Kafka 2.16.0): its mock cluster takes transactions, and a consumer with isolation.level=read_committed
# is given the records of one that was aborted. A test on the mock cluster can therefore not tell whether what is written in transactions
# is written exactly once: abort and commit look the same to whoever reads.
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
using Confluent.Kafka;

// A client with test.mock.num.brokers hosts the cluster; others reach it by the address that its metadata tell.
using var host = new ProducerBuilder<Null, string>(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1" }).Build();
Console.WriteLine($"librdkafka {Library.VersionString}");
var broker = new DependentAdminClientBuilder(host.Handle).Build().GetMetadata(TimeSpan.FromSeconds(20)).Brokers[0];
var bootstrap = $"{broker.Host}:{broker.Port}";

using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = bootstrap, TransactionalId = "t" }).Build())
{
    producer.InitTransactions(TimeSpan.FromSeconds(20));
    producer.BeginTransaction();
    producer.Produce(new TopicPartition("orders", 0), new Message<Null, string> { Value = "aborted" });
    producer.Flush();
    producer.AbortTransaction(TimeSpan.FromSeconds(20));
    producer.BeginTransaction();
    producer.Produce(new TopicPartition("orders", 0), new Message<Null, string> { Value = "committed" });
    producer.CommitTransaction(TimeSpan.FromSeconds(20));
}
using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig
{
    BootstrapServers = bootstrap,
    GroupId = "finding",
    IsolationLevel = IsolationLevel.ReadCommitted,
}).Build();
consumer.Assign(new TopicPartitionOffset("orders", 0, Offset.Beginning));
var read = new List<string>();
while (consumer.Consume(TimeSpan.FromSeconds(3)) is { } result) read.Add(result.Message.Value);
Console.WriteLine($"read_committed gives: {string.Join(", ", read)}");
return read.SequenceEqual(["aborted", "committed"]) ? 0 : 1;
X
dotnet build -c Release -v quiet -clp:NoSummary >build.log 2>&1 || { cat build.log; echo 'It does not build: nothing is known.'; exit 2; }
if dotnet bin/Release/net10.0/finding.dll; then echo 'As found: aborted records are shown to read_committed.'; else echo 'CHANGED: the finding does not hold any more.'; exit 1; fi
