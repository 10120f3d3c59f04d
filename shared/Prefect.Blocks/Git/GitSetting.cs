namespace Prefect.Git;

/// <summary>What can be wrong with a <see cref="GitSource"/>.</summary>
internal enum GitSetting
{
    Address,
    Reference,
    Depth,
}
