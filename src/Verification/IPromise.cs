namespace KillSwitch.Verification;

/// <summary>Something the system promises, checked against what it wrote. Pure.</summary>
internal interface IPromise
{
    PromiseResult Check(RunFacts run);
}
