using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks;

/// <summary>Records of the state topic as the incident's execution writes them.</summary>
internal static class SampleStates
{
    public static byte[] Key(string account) => Encoding.UTF8.GetBytes(Scope.Account(account).ToString());

    /// <summary>A detector's kill.</summary>
    public static byte[] Command(string account, long ts)
    {
        var scope = Scope.Account(account);
        var command = new Command(
            DetectionIds.Command(scope, RuleNames.Notional, ts - (ts % 10_000)),
            ts,
            scope,
            CommandAction.Kill,
            $"ACCOUNT:{account} crossed notional: $1,074,349.29 of orders, $1,000,000 allowed, in the 60 s from 2026-01-02 15:00:00Z.",
            KillSwitch.Workflows.Contracts.Command.DetectorActor,
            DetectionIds.Correlation(scope, RuleNames.Notional, ts - (ts % 10_000)),
            RuleNames.Notional,
            "1074349.29"
        );
        return JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
    }

    public static byte[] Value(string account, long version, KillStatus status = KillStatus.Killed)
    {
        var cmdId = string.Create(CultureInfo.InvariantCulture, $"det-notional-{version}-{version * 7919:x16}");
        var state = new KillState
        {
            Scope = Scope.Account(account),
            Status = status,
            Version = version,
            IncidentId = $"inc-{version * 104729:x16}",
            Causes = [cmdId],
            UpdatedTs = version,
            UpdatedBy = "detector",
            Reason =
                $"ACCOUNT:{account} crossed notional: $1,074,349.29 of orders, $1,000,000 allowed, in the 60 s from 2026-01-02 15:00:00Z.",
            LastCmdId = cmdId,
            CorrId = $"corr-{version * 15485863:x16}",
        };
        return JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState);
    }
}
