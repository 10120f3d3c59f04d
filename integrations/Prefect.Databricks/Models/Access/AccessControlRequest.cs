using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What somebody may do: see <see cref="AccessControlRequestForUser"/>, …<c>ForGroup</c> and …<c>ForServicePrincipal</c>.</summary>
[JsonDerivedType(typeof(AccessControlRequestForUser))]
[JsonDerivedType(typeof(AccessControlRequestForGroup))]
[JsonDerivedType(typeof(AccessControlRequestForServicePrincipal))]
public record AccessControlRequest : DatabricksModel;
