namespace Prefect.Client;

internal sealed record RenewBody(TimeSpan LeaseDuration);
