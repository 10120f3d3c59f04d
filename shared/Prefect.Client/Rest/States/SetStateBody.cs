namespace Prefect.Client;

internal sealed record SetStateBody(ApiStateProposal State, bool Force);
