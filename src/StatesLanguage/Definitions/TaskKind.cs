namespace KillSwitch.StatesLanguage.Definitions;

public enum TaskKind
{
    /// <summary>A function named by its ARN; history shows LambdaFunction events.</summary>
    Lambda,

    /// <summary>A worker polls for the work; history shows Activity events.</summary>
    Activity,

    /// <summary>A service: <c>arn:aws:states:::lambda:invoke</c>; history shows Task events.</summary>
    Integration,
}
