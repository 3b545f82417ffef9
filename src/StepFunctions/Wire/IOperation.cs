using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;

namespace KillSwitch.StepFunctions.Wire;

/// <summary>One operation of the API.</summary>
internal interface IOperation
{
    string Name { get; }

    /// <summary>Whether giving task tokens away is what it is for. The answers of all others hide them.</summary>
    bool HandsTokensOut => false;

    /// <summary>Does what is asked and writes the members of the answer.</summary>
    /// <exception cref="WireException">The answer is an error.</exception>
    Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken);
}
