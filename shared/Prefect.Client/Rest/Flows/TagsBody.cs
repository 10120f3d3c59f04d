namespace Prefect.Client;

internal sealed record TagsBody(IReadOnlyList<string> Tags);
