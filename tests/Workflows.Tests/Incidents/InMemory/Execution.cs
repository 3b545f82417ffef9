using System.Text.Json.Nodes;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>One execution of the definition, between two steps.</summary>
internal sealed class Execution(string name, JsonObject input, string startAt)
{
    public string Name { get; } = name;
    public JsonObject Input { get; } = input;
    public ExecutionLiveness Status { get; set; } = ExecutionLiveness.Running;
    public string State { get; set; } = startAt;
    public DateTimeOffset Entered { get; set; }
    public int Attempt { get; set; } = 1;

    /// <summary>The token of the task that waits; null while none does.</summary>
    public string? Token { get; set; }

    /// <summary>Variable of the definition: the request that is being dealt with.</summary>
    public int Request { get; set; }

    /// <summary>Output of the last state, for the next Choice.</summary>
    public string Outcome { get; set; } = "";

    public List<string> Path { get; } = [];
}
