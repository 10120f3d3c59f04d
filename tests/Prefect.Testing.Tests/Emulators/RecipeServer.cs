namespace Prefect.Testing.Tests;

/// <summary>A server by a test's own recipe.</summary>
internal sealed class RecipeServer(EmulatorInstallation installation, bool mayBeMissing = true, TimeSpan? patience = null)
    : EmulatorServer(installation, mayBeMissing)
{
    protected override TimeSpan Patience => patience ?? base.Patience;
}
