using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Versions of state machines, which are not kept here.</summary>
internal static class Versions
{
    /// <exception cref="WireException">The call asks for one: without it, an alias or a deployment would point to nothing.</exception>
    public static void Refuse(Request request)
    {
        if (request.Bool("publish", otherwise: false))
            throw WireException.Validation(
                "The local engine keeps no versions of a state machine, only its latest revision: leave 'publish' out, or set it to false."
            );
        if (request.Optional("versionDescription") is not null)
            throw WireException.Validation("Version description can only be set when publish is true");
    }
}
