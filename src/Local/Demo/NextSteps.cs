namespace KillSwitch.Local.Demo;

/// <summary>What to try after the story.</summary>
internal static class NextSteps
{
    public const string Text = """

        What to try next:
          ./run demo --hands-on                        the same, but you open the link and decide
          ./run local                                  the stack without the story; then, in another terminal:
          ./run orders panic                             orders of many accounts, one of which goes mad and is killed
          ./run kill ACCOUNT:42 "fat finger"             you kill; ./run state shows what is killed
          ./run unkill ACCOUNT:42 "it is off"            alice asks
          ./run approve ACCOUNT:42 "saw it" --as bob     bob approves
          docs/local.md                                the same by hand: curl, kcat, the AWS CLI
        """;
}
