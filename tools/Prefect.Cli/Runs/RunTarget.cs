using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>The run that a command is about, named by its id or by as much of its beginning as no other run shares.</summary>
/// <param name="kind">What ran.</param>
/// <param name="variable">Environment variable that names the run where nothing is typed.</param>
internal sealed class RunTarget(RunKind kind, string? variable = null)
{
    private readonly Argument<string> _id = new("ID")
    {
        Description = "Id of the run, or the beginning of it." + (variable is null ? "" : $" Default: {variable}."),
        Arity = variable is null ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
    };

    private string Noun => kind == RunKind.Flow ? "flow run" : "task run";

    private string List => kind == RunKind.Flow ? "dotnet prefect flow-run ls" : "dotnet prefect task-run ls";

    public void AddTo(Command command) => command.Add(_id);

    /// <exception cref="UsageException">What was typed begins no id.</exception>
    /// <exception cref="CommandFailedException">No run has that id, or several do.</exception>
    public Task<Guid> FindIdAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken) =>
        FindIdAsync(invocation.Get(_id) ?? Named(invocation), store, cancellationToken);

    private string Named(Invocation invocation) => variable is null ? "" : invocation.Host.Variable(variable)
        ?? throw new UsageException($"Name the {Noun}: type its id, or set {variable}.");

    public async Task<Guid> FindIdAsync(string typed, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        string digits = typed.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 32 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new UsageException($"'{Printable.Short(typed)}' is no id of a {Noun}, nor the beginning of one. '{List}' shows them.");
        }

        IReadOnlyList<Guid> found = await store.FindIdsAsync(kind, digits, cancellationToken: cancellationToken);
        return found.Count switch
        {
            0 => throw new CommandFailedException($"There is no {Noun} {typed} in {store.Location}. '{List}' lists those there are."),
            1 => found[0],
            _ => throw new CommandFailedException($"More than one {Noun} begins with {typed}, among them {found[0]} and {found[1]}. Type more of the id."),
        };
    }

    public async Task<FlowRun> FindFlowRunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        Guid id = await FindIdAsync(invocation, store, cancellationToken);
        return await store.FindFlowRunAsync(id, cancellationToken) ?? throw new CommandFailedException($"The flow run {id} was deleted in the meantime.");
    }

    public async Task<TaskRun> FindTaskRunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        Guid id = await FindIdAsync(invocation, store, cancellationToken);
        return await store.FindTaskRunAsync(id, cancellationToken) ?? throw new CommandFailedException($"The task run {id} was deleted in the meantime.");
    }
}
