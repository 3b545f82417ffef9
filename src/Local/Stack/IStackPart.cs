using KillSwitch.Api.Health;
using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack;

/// <summary>A part of the stack. It registers what it starts with the context, which stops it.</summary>
internal interface IStackPart
{
    /// <summary>One of <see cref="PartNames"/>.</summary>
    string Name { get; }

    /// <summary>How it does, for people; what it consists of, if that can do differently. Thread-safe.</summary>
    IEnumerable<PartHealth> Health => [new PartHealth(Name, true, "serving")];

    /// <summary>Returns when the part serves.</summary>
    /// <exception cref="CannotStartException">Something a person has to put right.</exception>
    Task StartAsync(StackContext context, CancellationToken cancellationToken);
}
