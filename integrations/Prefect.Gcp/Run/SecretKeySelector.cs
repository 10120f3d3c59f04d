namespace Prefect.Gcp;

/// <summary>
/// A secret that Cloud Run itself puts into an environment variable, so that its value never passes through here. The job's service
/// account must be allowed to read it.
/// </summary>
/// <param name="Secret">Name of a secret of the project, or <c>projects/PROJECT/secrets/NAME</c> for one of another, which <see cref="CloudRunJob"/> does not take.</param>
/// <param name="Version">Its version: a number, or <c>latest</c>.</param>
public sealed record SecretKeySelector(string Secret, string Version = "latest");
