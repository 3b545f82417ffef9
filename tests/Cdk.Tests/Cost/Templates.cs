using KillSwitch.Cdk.Cost;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>Small templates and round prices, so that expectations can be worked out by hand.</summary>
internal static class Templates
{
    public static SparkWorkers Workers { get; } = new(Processors: 4, Gigabytes: 10);

    public static PriceList RoundPrices { get; } = PriceList.Parse("""
        {
          "region": "nowhere-1", "currency": "USD", "checked": "2026-01-02",
          "prices": [
            { "id": "interface-endpoint", "per": "", "unit": "hour", "usd": 0.01, "source": "https://example.com", "seen": "here" },
            { "id": "key", "per": "", "unit": "month", "usd": 73, "source": "https://example.com", "seen": "here" },
            { "id": "msk-serverless-cluster", "per": "", "unit": "hour", "usd": 2, "source": "https://example.com", "seen": "here" },
            { "id": "msk-serverless-partition", "per": "", "unit": "hour", "usd": 0.5, "source": "https://example.com", "seen": "here" },
            { "id": "msk-serverless-in", "per": "GB", "unit": "use", "usd": 10, "source": "https://example.com", "seen": "here" },
            { "id": "msk-serverless-out", "per": "GB", "unit": "use", "usd": 100, "source": "https://example.com", "seen": null },
            { "id": "msk-broker/kafka.t3.small", "per": "", "unit": "hour", "usd": 0.05, "source": "https://example.com", "seen": "here" },
            { "id": "msk-broker-storage", "per": "", "unit": "month", "usd": 7.3, "source": "https://example.com", "seen": "here" },
            { "id": "web-acl", "per": "", "unit": "month", "usd": 730, "source": "https://example.com", "seen": "here" },
            { "id": "web-acl-rule", "per": "", "unit": "month", "usd": 7.3, "source": "https://example.com", "seen": "here" },
            { "id": "alarm-metric", "per": "", "unit": "month", "usd": 73, "source": "https://example.com", "seen": "here" },
            { "id": "event-poller", "per": "", "unit": "hour", "usd": 0.2, "source": "https://example.com", "seen": "here" },
            { "id": "lambda-request", "per": "", "unit": "use", "usd": 0.001, "source": "https://example.com", "seen": "here" },
            { "id": "lambda-arm-gb-second", "per": "", "unit": "use", "usd": 0.01, "source": "https://example.com", "seen": "here" },
            { "id": "log-ingestion", "per": "", "unit": "use", "usd": 1000000, "source": "https://example.com", "seen": "here" },
            { "id": "trace", "per": "", "unit": "use", "usd": 0.1, "source": "https://example.com", "seen": "here" },
            { "id": "state-transition", "per": "", "unit": "use", "usd": 0.25, "source": "https://example.com", "seen": "here" },
            { "id": "dynamodb-write", "per": "", "unit": "use", "usd": 0.001, "source": "https://example.com", "seen": "here" },
            { "id": "emr-vcpu", "per": "", "unit": "hour", "usd": 0.5, "source": "https://example.com", "seen": "here" },
            { "id": "emr-gb", "per": "", "unit": "hour", "usd": 0.1, "source": "https://example.com", "seen": "here" },
            { "id": "s3-put", "per": "", "unit": "use", "usd": 0.01, "source": "https://example.com", "seen": "here" }
          ]
        }
        """);

    /// <summary>Orders flow so that every figure is round.</summary>
    public static Use RoundUse { get; } = new()
    {
        OrdersPerSecond = 1,
        BytesWrittenPerOrder = 1_000_000,
        BytesReadPerOrder = 2_000_000,
        BatchesPerHour = 100,
        SecondsPerBatch = 0.5m,
        SecondsPerAuditBatch = 0.25m,
        AuditsKeptPerHour = 500,
        LogBytesPerBatch = 1_000,
        TracesPerHour = 20,
        IncidentsPerHour = 2,
        TransitionsPerIncident = 10,
        CheckpointFilesPerHour = 50,
    };

    public static Estimate EstimateOf(string resources, Use? use = null) =>
        Estimate.Of(
            [Template.Parse("killswitch-test-alice", $$"""{ "Resources": { {{resources}} } }""")],
            Estimate.ChargesFor(Workers),
            RoundPrices,
            use ?? RoundUse
        );

    public static decimal PerHour(this Estimate estimate, string what) => Assert.Single(estimate.Lines, l => l.What == what).UsdPerHour;
}
