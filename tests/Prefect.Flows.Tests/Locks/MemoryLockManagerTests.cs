namespace Prefect.Flows.Tests.Locks;

public sealed class MemoryLockManagerTests : LockManagerContract
{
    protected override ILockManager Locks => MemoryLockManager.Shared;
}
