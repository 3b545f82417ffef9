using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>What the embedded detector makes of the play.</summary>
internal sealed class EmbeddedRun
{
    private readonly List<RiskSignal> _signals = [];
    private readonly List<Command> _commands = [];
    private readonly List<ArrivingRecord> _malformed = [];
    private readonly Restores _restores = new();
    private readonly ReferencePrices _prices = new(_ => { });
    private readonly Detector _detector;

    private EmbeddedRun() =>
        _detector = new Detector(DetectionSettings.Default, new KillPolicy(DetectionSettings.Default), _restores);

    public IReadOnlyList<RiskSignal> Signals => _signals;

    public IReadOnlyList<Command> Commands => _commands;

    public IReadOnlyList<ArrivingRecord> Malformed => _malformed;

    public DetectorStatus Status => _detector.Status;

    public static EmbeddedRun Of(Play play)
    {
        var run = new EmbeddedRun();
        foreach (var (key, value) in play.Prices)
            run._prices.Apply(Encoding.UTF8.GetBytes(key), value, play.Epoch.ToUnixTimeMilliseconds());
        run.Restore(play.RestoredOnce.Scope, play.RestoredOnce.At);
        foreach (var act in play.Acts)
        {
            foreach (var (scope, at) in act.Restored)
                run.Restore(scope, (play.Epoch + at).ToUnixTimeMilliseconds());
            foreach (var record in act.Records.Concat(act.Markers))
                run.Observe(record);
        }
        return run;
    }

    private void Restore(Workflows.Scopes.Scope scope, long at) => _restores.Restored(scope, version: at, at);

    private void Observe(ArrivingRecord record)
    {
        if (!OrderParser.TryParse(record.Value, out var order, out _))
        {
            _malformed.Add(record);
            return;
        }
        foreach (var detected in _detector.Observe(_prices.Value(order), record.Ts, null))
        {
            _signals.Add(detected.Signal);
            if (detected.Command is { } command)
                _commands.Add(command);
        }
    }
}
