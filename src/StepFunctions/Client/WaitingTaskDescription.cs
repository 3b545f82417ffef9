using System.Text.Json;

namespace KillSwitch.StepFunctions.Client;

/// <summary>A task that somebody outside may complete.</summary>
/// <param name="Name">What histories show in place of its token.</param>
/// <param name="Token">Completes it.</param>
/// <param name="State">The state that waits for it.</param>
/// <param name="Resource">Who was asked.</param>
/// <param name="Input">For what.</param>
/// <param name="EnteredAt">When the state was entered.</param>
public sealed record WaitingTaskDescription(
    string Name,
    string Token,
    string State,
    string Resource,
    JsonElement Input,
    DateTimeOffset EnteredAt);
