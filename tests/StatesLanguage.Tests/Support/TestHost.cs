using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Tests.Support;

/// <summary>Has every task done, but for those a test names.</summary>
internal sealed class TestHost : ITaskHost
{
    /// <summary>Services that are not called.</summary>
    public IReadOnlyList<string> NotCalled { get; init; } = [];

    /// <summary>Activities that there are not.</summary>
    public IReadOnlyList<string> NoActivities { get; init; } = [];

    public string? WhyNot(TaskResource resource) =>
        NotCalled.Contains(resource.Service) ? $"{resource.Text} is not called, lambda:invoke is" : null;

    public bool HasActivity(string arn) => !NoActivities.Contains(arn);
}
