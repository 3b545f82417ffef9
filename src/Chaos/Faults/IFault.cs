namespace KillSwitch.Chaos.Faults;

/// <summary>Does something to the running system, and takes it back.</summary>
internal interface IFault
{
    /// <summary>Returns when it is done, so that whatever is seen from then on is seen in spite of it.</summary>
    Task InjectAsync(CancellationToken cancellationToken);

    /// <summary>Returns when its cause is gone. Called once, also where the run is given up.</summary>
    Task LiftAsync();
}
