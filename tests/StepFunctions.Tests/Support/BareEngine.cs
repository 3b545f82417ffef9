using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Support;

/// <summary>The engine without its endpoint, for definitions that call nobody and evaluate no JSONata.</summary>
internal static class BareEngine
{
    public static Arns Arns { get; } = new("us-east-1", "123456789012");

    /// <param name="folder">Where its journal is.</param>
    /// <param name="beforeSync">Stands before each flush of the journal.</param>
    /// <param name="clock">Null for the machine's.</param>
    public static Engine Open(TempFolder folder, Action? beforeSync = null, TimeProvider? clock = null) =>
        Engine.Open(
            folder.File("journal"),
            JournalSync.OperatingSystem,
            Arns,
            clock ?? TimeProvider.System,
            jsonata: null!,
            invokers: [],
            NullLogger.Instance,
            beforeSync
        );

    public static Task SaveAsync(Engine engine, Machine machine) =>
        engine.Catalogue.CreateAsync(machine, new Dictionary<string, string>(), CancellationToken.None);

    /// <summary>The state machine <c>m</c>.</summary>
    public static Machine Machine(string definition) =>
        new(
            Arns.Machine("m"),
            "m",
            definition,
            "arn:aws:iam::123456789012:role/r",
            Resources.Machine.Standard,
            "r1",
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch
        );
}
