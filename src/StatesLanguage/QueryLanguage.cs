namespace KillSwitch.StatesLanguage;

/// <summary>How a state selects and shapes data.</summary>
public enum QueryLanguage
{
    JsonPath,
    Jsonata,
}
