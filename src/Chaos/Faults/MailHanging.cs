using KillSwitch.Chaos.Processes;

namespace KillSwitch.Chaos.Faults;

/// <summary>The mail server takes connections and never answers.</summary>
internal sealed class MailHanging(MailSink mail) : IFault
{
    public Task InjectAsync(CancellationToken cancellationToken)
    {
        mail.Hangs = true;
        return Task.CompletedTask;
    }

    public Task LiftAsync()
    {
        mail.Hangs = false;
        return Task.CompletedTask;
    }
}
