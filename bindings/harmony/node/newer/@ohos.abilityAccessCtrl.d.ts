
import { Callback as ChangeCallback } from './@ohos.base';

declare namespace abilityAccessCtrl {
  interface AtManager {
    /** @since 18 */
    on(type: 'selfPermissionStateChange', permissionList: Array<Permissions>, callback: ChangeCallback<PermissionStateChangeInfo>): void;
    /** @since 18 */
    off(type: 'selfPermissionStateChange', permissionList: Array<Permissions>, callback?: ChangeCallback<PermissionStateChangeInfo>): void;
  }

  interface AtManager {
    /** @since 20 */
    getSelfPermissionStatus(permissionName: Permissions): PermissionStatus;
  }

  /** @since 20 */
  enum PermissionStatus {
    DENIED = -1,
    GRANTED = 0,
    NOT_DETERMINED = 1,
    INVALID = 2,
    RESTRICTED = 3
  }

  /** @since 18 */
  enum PermissionStateChangeType {
    PERMISSION_REVOKED_OPER = 0,
    PERMISSION_GRANTED_OPER = 1
  }

  /** @since 18 */
  interface PermissionStateChangeInfo {
    change: PermissionStateChangeType;
    tokenID: number;
    permissionName: Permissions;
  }
}
