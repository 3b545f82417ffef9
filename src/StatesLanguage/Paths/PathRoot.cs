namespace KillSwitch.StatesLanguage.Paths;

internal enum PathRoot
{
    /// <summary><c>$</c>: the data of the state.</summary>
    Data,

    /// <summary><c>$$</c>: the context object.</summary>
    Context,

    /// <summary><c>$name</c>: a variable.</summary>
    Variable,
}
