using System.Globalization;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads every topic once, keeps facts of some hundred bytes, and shows each record to the scanner. One use.</summary>
internal sealed class TopicsCollector(KafkaSettings kafka, SecretScanner secrets)
{
    private readonly TopicReader _reader = new(kafka);
    private readonly Dictionary<(string, string, string), Scope[]> _scopes = [];
    private readonly Dictionary<string, string> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<int, IReadOnlyList<long>> _offsets = [];

    public List<TopicExtent> Extents { get; } = [];
    public List<List<OrderFact>> Orders { get; } = [];
    public List<DecisionFact> Decisions { get; private set; } = [];
    public List<StepFact> Steps { get; private set; } = [];
    public List<Place> UnreadableAudits { get; } = [];

    public async Task ReadOrdersAsync(CancellationToken cancellationToken) =>
        await ScanAsync(Topics.Orders, record =>
        {
            while (Orders.Count <= record.Partition)
                Orders.Add([]);
            Orders[record.Partition].Add(OrderOf(record));
        }, cancellationToken);

    public async Task<List<CopyFact>> ReadCopiesAsync(string topic, CancellationToken cancellationToken)
    {
        var copies = new List<CopyFact>();
        await ScanAsync(topic, record => copies.Add(new CopyFact(
            new Place(record.Partition, record.Offset), SourceOf(record), Shared(record.Header(Headers.Service)), Fingerprint.Of(record.Key), Fingerprint.Of(record.Value))), cancellationToken);
        return [.. copies.OrderBy(c => c.Place.Partition)];
    }

    public async Task ReadAuditAsync(CancellationToken cancellationToken)
    {
        await ScanAsync(Topics.Audit, ReadAudit, cancellationToken);
        Decisions = [.. Decisions.OrderBy(d => d.Place.Partition)];
        Steps = [.. Steps.OrderBy(s => s.Place.Partition)];
    }

    /// <summary>For topics that are small.</summary>
    public async Task<TopicContents> ReadWholeAsync(string topic, CancellationToken cancellationToken)
    {
        var records = new List<TopicRecord>();
        await ScanAsync(topic, records.Add, cancellationToken);
        return new TopicContents(topic, [.. Extents.Where(e => e.Topic == topic).Select(e => new PartitionContents(e.Partition, e.Low, e.End, [.. records.Where(r => r.Partition == e.Partition)]))]);
    }

    /// <summary>For topics of which only is asked that no secret stands in them.</summary>
    public Task PassOverAsync(string topic, CancellationToken cancellationToken) => ScanAsync(topic, _ => { }, cancellationToken);

    private async Task ScanAsync(string topic, Action<TopicRecord> each, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<int, long>();
        var partitions = await _reader.ScanAsync(topic, readCommitted: true, record =>
        {
            counts[record.Partition] = counts.GetValueOrDefault(record.Partition) + 1;
            Look(topic, record);
            each(record);
        }, cancellationToken);
        Extents.AddRange(partitions.Select(p => new TopicExtent(topic, p.Partition, p.Low, p.End, counts.GetValueOrDefault(p.Partition))));
    }

    private void Look(string topic, TopicRecord record)
    {
        secrets.Look(record.Value, () => new Place(record.Partition, record.Offset).In(topic));
        foreach (var header in record.Headers.Where(h => h.Key != Headers.Attestation))
            secrets.Look(header.Value, () => $"{new Place(record.Partition, record.Offset).In(topic)}, header {header.Key},");
    }

    private OrderFact OrderOf(TopicRecord record)
    {
        var (key, value) = (Fingerprint.Of(record.Key), Fingerprint.Of(record.Value));
        if ((record.Key?.Length ?? 0) <= RoutingDecision.MaxKeyBytes && OrderParser.TryParse(record.Value, out var order, out _))
            return new OrderFact(record.Offset, key, value, value, order.OrderId, ScopesFor(order));
        var kept = record.Value is { Length: > OutputRecords.MostKeptBytes } long1 ? Fingerprint.Of(long1[..OutputRecords.MostKeptBytes]) : value;
        return new OrderFact(record.Offset, key, kept, value, null, []);
    }

    private Scope[] ScopesFor(Order order)
    {
        var of = (order.AccountId, order.Symbol, order.Strategy);
        if (!_scopes.TryGetValue(of, out var scopes))
            _scopes[of] = scopes = ScopesOf.Order(order);
        return scopes;
    }

    private void ReadAudit(TopicRecord record)
    {
        var place = new Place(record.Partition, record.Offset);
        // Steps carry no source; a decision always does.
        if (record.Header(Headers.SourceOffset) is not null && record.As(ContractsJson.Default.DecisionAudit) is { } decision)
            Decisions.Add(FactOf(place, decision));
        else if (record.As(ContractsJson.Default.StepAudit) is { } step)
            Steps.Add(new StepFact(place, step));
        else
            UnreadableAudits.Add(place);
    }

    private DecisionFact FactOf(Place place, DecisionAudit decision)
    {
        if (!_offsets.TryGetValue(place.Partition, out var offsets) || !offsets.SequenceEqual(decision.StateOffsets))
            _offsets[place.Partition] = offsets = decision.StateOffsets;
        return new DecisionFact(
            place, new OrderSource(decision.SourcePartition, decision.SourceOffset), decision.Decision, decision.KillswitchStatus,
            decision.ScopeMatches.Count == 0 ? [] : decision.ScopeMatches, decision.OrderId, Shared(decision.Service)!, offsets);
    }

    private string? Shared(string? service)
    {
        if (service is null || _services.TryGetValue(service, out var same))
            return service is null ? null : _services[service];
        return _services[service] = service;
    }

    private static OrderSource? SourceOf(TopicRecord record) =>
        int.TryParse(record.Header(Headers.SourcePartition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && long.TryParse(record.Header(Headers.SourceOffset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new OrderSource(partition, offset)
            : null;
}
