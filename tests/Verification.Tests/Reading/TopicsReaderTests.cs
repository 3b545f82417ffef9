using System.Text;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Reading;
using KillSwitch.Verification.Tests.Model;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Tests.Reading;

public sealed class TopicsReaderTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task ReadAsync_WhatWasThereBeforeAndSince_KeepsWhatIsOfTheRunAndShowsEveryRecord()
    {
        await WriteAsync(Topics.Orders, "before");
        var starts = await TopicsReader.EndsAsync(_broker.Settings);
        await WriteAsync(Topics.Orders, "since");
        await WriteAsync(Topics.RouterProgress, "of which no fact is kept");
        var shown = new List<string>();

        var topics = await new TopicsReader(_broker.Settings, starts, Look).ReadAsync(CancellationToken.None);
        var facts = topics.With([], EmptyStore.Contents);

        Assert.Equal(1, Assert.Single(facts.Orders.All).Source.Offset);
        Assert.Equal(["before", "of which no fact is kept", "since"], shown.Order());
        Assert.Empty(Topics.All.SelectMany(t => facts.Missing(t.Name)));
        Assert.Equal(new TopicExtent(Topics.Orders, 1, 0, 2, 2, Start: 1),
            facts.Extents.Single(e => e is { Topic: Topics.Orders, Partition: 1 }));

        void Look(string topic, TopicRecord record) => shown.Add(Encoding.UTF8.GetString(record.Value!));
    }

    private async Task WriteAsync(string topic, string value)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = _broker.Bootstrap }).Build();
        var message = new Message<byte[], byte[]> { Key = "42"u8.ToArray(), Value = Encoding.UTF8.GetBytes(value) };
        await producer.ProduceAsync(new TopicPartition(topic, 1), message);
    }
}
