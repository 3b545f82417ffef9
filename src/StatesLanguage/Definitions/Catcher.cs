using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Where to go on after an error.</summary>
internal sealed record Catcher(IReadOnlyList<string> ErrorEquals, string Next, JsonPath? ResultPath, Template? Output, Template? Assign);
