using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack;

/// <summary>A part of the stack. It registers what it starts with the context, which stops it.</summary>
internal interface IStackPart
{
    /// <summary>One of <see cref="PartNames"/>.</summary>
    string Name { get; }

    /// <summary>Returns when the part serves.</summary>
    /// <exception cref="CannotStartException">Something a person has to put right.</exception>
    Task StartAsync(StackContext context, CancellationToken cancellationToken);
}
