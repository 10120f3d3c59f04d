using System.CommandLine;
using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>variable set</c>.</summary>
internal sealed class SetVariableCommand : CliCommand
{
    private readonly Argument<string> _name = VariableTarget.Name();
    private readonly Argument<string> _value = new("VALUE") { Description = "Value: JSON, or else a text." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a variable of that name." };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Label of the variable; may be repeated.", HelpName = "TAG" };

    public SetVariableCommand(CliHost host)
        : base("set", "Set a variable.", host)
    {
        Add(_name);
        Add(_value);
        Add(_overwrite);
        Add(_tags);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        VariableDraft draft = new(invocation.Get(_name)!, ValueOf(invocation.Get(_value)!))
        {
            Tags = invocation.Get(_tags) ?? [],
            Overwrite = invocation.Get(_overwrite),
        };
        try
        {
            await invocation.RunStore.Variables.SetAsync(draft, cancellationToken);
        }
        catch (VariableExistsException)
        {
            throw new CommandFailedException($"There is a variable '{draft.Name}' already. Add --overwrite to replace it.");
        }

        invocation.Screen.Line($"Set the variable '{draft.Name}'.");
        return ExitCodes.Done;
    }

    private static JsonElement ValueOf(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
