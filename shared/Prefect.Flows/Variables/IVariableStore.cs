namespace Prefect.Flows;

/// <summary>PLACEHOLDER, its owner fills it in.</summary>
public interface IVariableStore;
