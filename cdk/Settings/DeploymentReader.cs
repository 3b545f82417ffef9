using System.Text.RegularExpressions;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Settings;

/// <summary>Reads a <see cref="Deployment"/> from CDK's context, and checks it whole.</summary>
internal static partial class DeploymentReader
{
    private const int MostPartitions = 100;
    private const int MostBudgetUsd = 100_000;

    /// <summary>Of all compacted topics of an MSK Serverless cluster together, by Amazon MSK's quotas.</summary>
    private const int MostCompactedPartitions = 120;
    private const int MostRetentionDays = 3650;

    private static readonly Dictionary<string, KafkaKind> s_kafka = new()
    {
        ["serverless"] = KafkaKind.Serverless,
        ["provisioned"] = KafkaKind.Provisioned,
    };

    private static readonly Dictionary<string, AuditCoverage> s_coverages = new()
    {
        [AuditCoverageSetting.Held] = AuditCoverage.Held,
        [AuditCoverageSetting.All] = AuditCoverage.All,
    };

    /// <param name="read">A context value as text; null where it is not given.</param>
    /// <exception cref="InvalidSettingsException">Names every value that is wrong.</exception>
    public static Deployment Read(Func<string, string?> read)
    {
        var values = new ContextValues(read);
        var lowCost = values.Flag(ContextNames.LowCost);
        var usual = new Deployment { Student = Student(values) };
        var kafka = values.Choice(ContextNames.Kafka, usual.Kafka, s_kafka);
        var region = Matching(values, ContextNames.Region, usual.Region, Region(), "a region, such as eu-central-1");
        var deployment = usual with
        {
            LowCost = lowCost,
            Kafka = kafka,
            Region = region,
            Zones = Zones(values, region),
            BudgetUsd = values.Number(ContextNames.Budget, usual.BudgetUsd, 0, MostBudgetUsd),
            People = PeopleReader.Read(values),
            AlarmAddresses = Addresses(values),
            Incidents = Incidents(values, usual.Incidents),
            Detection = Detection(values, usual.Detection),
            LimitsFile = LimitsFile(values),
            PassUnpriced = values.Choice(ContextNames.UnpricedOrders, usual.PassUnpriced, UnpricedOrdersSetting.Words),
            Partitions = Partitions(values, lowCost ? 1 : usual.Partitions, kafka),
            AuditRetentionDays = values.Number(ContextNames.AuditRetentionDays, usual.AuditRetentionDays, 1, MostRetentionDays),
            AuditIndex = values.Choice(ContextNames.AuditIndex, usual.AuditIndex, s_coverages),
            LogRetentionDays = LogRetentionDays(values, lowCost ? 3 : usual.LogRetentionDays),
            GenerateOrders = values.Flag(ContextNames.GenerateOrders),
            RequirePackage = values.Flag(ContextNames.RequirePackage),
        };
        return values.Problems.Count == 0 ? deployment : throw new InvalidSettingsException([.. values.Problems]);
    }

    private static string Student(ContextValues values)
    {
        const string must =
            "2 to 12 lower-case letters and digits, beginning with a letter; it stands behind every name. Say -c student=alice";
        if (values.Text(ContextNames.Student) is { } student && StudentName().IsMatch(student))
            return student;
        values.Refuse(ContextNames.Student, values.Text(ContextNames.Student), must);
        return "nobody";
    }

    /// <summary>Refused here, as the cluster would stand for half an hour before its topics are.</summary>
    private static int Partitions(ContextValues values, int usual, KafkaKind kafka)
    {
        if (kafka != KafkaKind.Serverless)
            return values.Number(ContextNames.Partitions, usual, 1, MostPartitions);
        var compacted = Topics.All.Count(t => t.Compacted);
        return values.Number(
            ContextNames.Partitions,
            usual,
            1,
            MostCompactedPartitions / compacted,
            $": MSK Serverless takes {MostCompactedPartitions} partitions of compacted topics, of which there are {compacted}"
        );
    }

    private static List<string> Zones(ContextValues values, string region)
    {
        if (values.Text(ContextNames.Zones) is not { } text)
            return [];
        var zones = text.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal).ToList();
        var ofTheRegion = zones.Where(z => z.Length == region.Length + 1 && z.StartsWith(region, StringComparison.Ordinal));
        if (zones.Count == 2 && ofTheRegion.Distinct().Count() == 2)
            return zones;
        values.Refuse(ContextNames.Zones, text, $"two zones of {region}, such as {region}a,{region}b");
        return [];
    }

    private static string Matching(ContextValues values, string name, string usual, Regex form, string must)
    {
        if (values.Text(name) is not { } text || form.IsMatch(text))
            return values.Text(name) ?? usual;
        values.Refuse(name, text, must);
        return usual;
    }

    private static List<string> Addresses(ContextValues values)
    {
        var addresses = (values.Text(ContextNames.AlarmAddresses) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToList();
        foreach (var address in addresses.Where(a => !PeopleReader.IsAddress(a)))
            values.Refuse(ContextNames.AlarmAddresses, address, "an e-mail address");
        return addresses;
    }

    private static IncidentSettings Incidents(ContextValues values, IncidentSettings usual)
    {
        var settings = new IncidentSettings
        {
            UnkillReminder = TimeSpan.FromSeconds(
                values.Number(ContextNames.UnkillReminderSeconds, (int)usual.UnkillReminder.TotalSeconds, 0, int.MaxValue)
            ),
            ApprovalLifetime = TimeSpan.FromSeconds(
                values.Number(ContextNames.ApprovalSeconds, (int)usual.ApprovalLifetime.TotalSeconds, 0, int.MaxValue)
            ),
            Quorum = values.Number(ContextNames.Quorum, usual.Quorum, 0, int.MaxValue),
            GlobalQuorum = values.Number(ContextNames.GlobalQuorum, usual.GlobalQuorum, 0, int.MaxValue),
        };
        try
        {
            return settings.Validated();
        }
        catch (InvalidSettingsException e)
        {
            values.Refuse(e.Problems);
            return usual;
        }
    }

    private static DetectionSettings Detection(ContextValues values, DetectionSettings usual)
    {
        try
        {
            return values.Text(ContextNames.Detection) is { } file ? DetectionSettings.Load(file) : usual;
        }
        catch (DetectionSettingsException e)
        {
            values.Refuse([e.Message]);
            return usual;
        }
    }

    private static string? LimitsFile(ContextValues values)
    {
        if (values.Text(ContextNames.Limits) is not { } file)
            return null;
        try
        {
            LimitsReader.Load(file);
        }
        catch (LimitsException e)
        {
            values.Refuse([e.Message]);
        }
        return file;
    }

    private static int LogRetentionDays(ContextValues values, int usual)
    {
        var days = values.Number(ContextNames.LogRetentionDays, usual, 1, MostRetentionDays);
        if (LogRetention.Knows(days))
            return days;
        values.Refuse(ContextNames.LogRetentionDays, $"{days}", $"one of those that CloudWatch Logs knows: {LogRetention.All}");
        return usual;
    }

    [GeneratedRegex("^[a-z][a-z0-9]{1,11}$", RegexOptions.CultureInvariant)]
    private static partial Regex StudentName();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}
