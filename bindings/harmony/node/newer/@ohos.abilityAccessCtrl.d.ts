
import { Callback as ChangeCallback } from './@ohos.base';

declare namespace abilityAccessCtrl {
  interface AtManager {
    /** @since 18 */
    on(type: 'selfPermissionStateChange', permissionList: Array<Permissions>, callback: ChangeCallback<PermissionStateChangeInfo>): void;
    /** @since 18 */
    off(type: 'selfPermissionStateChange', permissionList: Array<Permissions>, callback?: ChangeCallback<PermissionStateChangeInfo>): void;
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
