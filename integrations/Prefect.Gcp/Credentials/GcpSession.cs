using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>Who signs in, once it is known.</summary>
/// <param name="Credential">The vendor's form of it: mints tokens, and renews them.</param>
/// <param name="Project">Project that it belongs to; null when nothing says.</param>
/// <param name="Email">Address of the service account; null when it is none, or unknown.</param>
/// <param name="Universe">Domain of the services' hosts.</param>
internal sealed record GcpSession(GoogleCredential Credential, string? Project, string? Email, string Universe);
