namespace Prefect.Client;

internal sealed record CsrfToken
{
    public required string Token { get; init; }

    public required DateTimeOffset Expiration { get; init; }
}
